/** Everything the shop knows, in memory. */
function createStore() {
  const users = [
    { id: '1', email: 'ada@example.com', password: 'correct horse battery', role: 'admin' },
    { id: '2', email: 'bob@example.com', password: 'swordfish and chips', role: 'customer' },
  ];
  return {
    users,
    sessions: new Map([['ada-token', users[0]], ['bob-token', users[1]]]),
    products: new Map([
      ['lamp', { id: 'lamp', name: 'Desk lamp', price: 3900, stock: 3 }],
      ['chair', { id: 'chair', name: 'Chair', price: 12900, stock: 0 }],
    ]),
    orders: new Map([['1', { id: '1', userId: '2', productId: 'lamp', quantity: 1, status: 'shipped' }]]),
    nextId: 100,
  };
}

module.exports = { createStore };
