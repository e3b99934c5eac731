import type { FrameworkName } from '../../frameworks/registration.ts';
import type { File } from '../definitions/file.ts';

/** What a file (and the package it belongs to) says of its framework: one of ours, some other whose handlers look alike, or nothing. */
export interface FrameworkEvidence {
  readonly express: boolean;
  readonly fastify: boolean;
  /** Another framework whose handlers share shapes with ours, and no sign of ours. */
  readonly isForeign: boolean;
}

/** The framework dependencies of the nearest package.json. */
export interface PackageEvidence {
  readonly express: boolean;
  readonly fastify: boolean;
  readonly foreign: boolean;
}

const EXPRESS = /^(?:express$|express\/|express-(?!gateway)|@types\/express|@feathersjs\/express$)/;
const FASTIFY = /^(?:fastify$|fastify\/|@fastify\/|fastify-)/;

/** Packages whose handlers take `(req, res)`-like parameters and answer otherwise, or throw errors of their own meaning. */
const FOREIGN =
  /^(?:restify|polka|koa|@koa\/|koa-|next$|next\/|@nestjs\/|@hapi\/(?!boom|joi)|hapi$|hono|h3$|msw$|micro$|@vercel\/node|aws-lambda|@types\/aws-lambda|@remix-run\/|@sveltejs\/kit|@adonisjs\/|routing-controllers|tsoa|@tsed\/|elysia|itty-router|@trpc\/)/;

/** Servers of other protocols with handlers of the same shape; a package may use one beside its own framework. */
const OTHER_PROTOCOL = /^(?:ldapjs|@ldapjs\/|smtp-server|dns2)/;

/** Whether a module belongs to another framework. */
function isForeignModule(name: string): boolean {
  return FOREIGN.test(name);
}

/** Reads the framework off package names (dependencies of a package.json). */
export function packageEvidence(dependencies: Iterable<string>): PackageEvidence {
  const names = [...dependencies];
  return {
    express: names.includes('express'),
    fastify: names.includes('fastify'),
    foreign: names.some(isForeignModule),
  };
}

/** Weighs the imports of a file and its package: imports first, the package where they are silent. */
export function frameworkEvidence({ modules }: File, nearest: PackageEvidence | null): FrameworkEvidence {
  const names = [...modules];
  const express = names.some(name => EXPRESS.test(name));
  const fastify = names.some(name => FASTIFY.test(name));
  if (express || fastify) return { express, fastify, isForeign: false };
  if (names.some(name => isForeignModule(name) || OTHER_PROTOCOL.test(name)))
    return { express: false, fastify: false, isForeign: true };
  if (!nearest) return { express: false, fastify: false, isForeign: false };
  return {
    express: nearest.express,
    fastify: nearest.fastify,
    isForeign: nearest.foreign && !nearest.express && !nearest.fastify,
  };
}

/** The framework that the evidence of a file leaves for a handler with none of its own. */
export function defaultFramework({ express, fastify }: FrameworkEvidence): FrameworkName {
  if (express === fastify) return 'either';
  return express ? 'express' : 'fastify';
}
