/** Takes the money for an order; the bank is not on the line in this example. */
async function charge(order) {
  throw new Error(`The bank does not answer, order ${order.id} is not paid`);
}

module.exports = { charge };
