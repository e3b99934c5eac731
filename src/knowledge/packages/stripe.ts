import type { PackageModel } from '../package-model.ts';

/** What Stripe's calls mean: but for the check of a webhook's signature all are made at another server. */
export const stripe: PackageModel = {
  package: ['stripe'],
  setup: "import Stripe from 'stripe';\nconst stripe = new Stripe(key);",
  types: { 'Stripe()': ['()'] },
  calls: [
    { path: '', gives: 'handle', example: 'new Stripe(key);' },
    {
      path: 'Stripe().webhooks.{constructEvent,constructEventAsync}',
      gives: 'checked',
      of: '0',
      fails: [{ by: 'throws', as: 'secret-invalid' }],
      example: 'const event = stripe.webhooks.%(body, signature, secret);',
    },
    {
      path: 'Stripe().{paymentIntents,charges,refunds,subscriptions,checkout.sessions,customers,paymentMethods}.{create,update,confirm,capture,cancel}',
      gives: 'answer-content',
      of: '0',
      does: ['takes-payment'],
      example: 'await stripe.%1.%2(given);',
    },
    {
      path: 'Stripe().**.{retrieve,list,search}',
      gives: 'answer-content',
      of: '0',
      example: 'await stripe.customers.%(id);',
    },
  ],
  errors: {
    StripeError: { as: 'upstream-failed' },
    StripeCardError: { as: 'upstream-refused', extends: 'StripeError' },
    StripeInvalidRequestError: { as: 'upstream-refused', extends: 'StripeError' },
    StripeAPIError: { as: 'upstream-failed', extends: 'StripeError' },
    StripeConnectionError: { as: 'upstream-unreachable', extends: 'StripeError' },
    StripeAuthenticationError: { as: 'misconfigured', extends: 'StripeError' },
    StripePermissionError: { as: 'misconfigured', extends: 'StripeError' },
    StripeRateLimitError: { as: 'upstream-refused', extends: 'StripeError' },
    StripeIdempotencyError: { as: 'upstream-refused', extends: 'StripeError' },
    StripeSignatureVerificationError: { as: 'secret-invalid', extends: 'StripeError' },
    resource_missing: { as: 'upstream-refused', in: 'code' },
    card_declined: { as: 'upstream-refused', in: 'code' },
  },
  otherwise: 'upstream',
  source: ['cjs/Error.d.ts', 'cjs/Webhooks.d.ts'],
};

/** What nodemailer's calls mean. */
export const nodemailer: PackageModel = {
  package: ['nodemailer'],
  setup: "import nodemailer from 'nodemailer';\nconst transport = nodemailer.createTransport(config);",
  types: { 'Transporter()': ['createTransport()'] },
  calls: [
    {
      path: 'Transporter().sendMail',
      gives: 'answer-content',
      of: '0',
      does: ['sends-message'],
      callback: { at: 'last', gives: ['failure', 'result'] },
      example: 'await transport.sendMail(message);',
    },
    { path: 'Transporter().{verify,close,use}', gives: 'nothing', example: 'await transport.%();' },
    {
      path: '{createTransport,createTestAccount,getTestMessageUrl}',
      gives: 'handle',
      example: 'nodemailer.%(config);',
    },
  ],
  errors: {
    EAUTH: { as: 'misconfigured', in: 'code' },
    EENVELOPE: { as: 'upstream-refused', in: 'code' },
    ECONNECTION: { as: 'upstream-unreachable', in: 'code' },
  },
  otherwise: 'upstream',
  source: ['lib/mailer/index.js', 'lib/smtp-connection/index.js'],
};
