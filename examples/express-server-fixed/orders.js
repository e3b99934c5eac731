const { charge } = require('./payments');

function orderRoutes(express, store) {
  const router = express.Router();

  router.post('/', (req, res) => {
    const { productId, quantity } = req.body;
    if (!productId || !quantity) {
      return res.status(400).json({ error: 'productId and quantity are required' });
    }
    const product = store.products.get(productId);
    if (!product) {
      return res.status(422).json({ error: 'There is no such product' });
    }
    if (product.stock < quantity) {
      return res.status(422).json({ error: `Only ${product.stock} left` });
    }
    product.stock -= quantity;
    const order = { id: String(store.nextId++), userId: req.user.id, productId, quantity, status: 'open' };
    store.orders.set(order.id, order);
    res.status(201).location(`/orders/${order.id}`).json(order);
  });

  router.get('/:id', (req, res) => {
    const order = store.orders.get(req.params.id);
    if (!order) {
      return res.status(404).json({ error: 'There is no such order' });
    }
    res.json(order);
  });

  router.post('/:id/cancel', (req, res) => {
    const order = store.orders.get(req.params.id);
    if (!order) {
      return res.status(404).json({ error: 'There is no such order' });
    }
    if (order.status === 'shipped') {
      return res.status(409).json({ error: 'The order has been shipped already' });
    }
    order.status = 'cancelled';
    res.json(order);
  });

  router.post('/:id/refund', (req, res) => {
    const order = store.orders.get(req.params.id);
    if (!order) {
      return res.status(404).json({ error: 'There is no such order' });
    }
    order.refundRequested = true;
    res.status(202).json({ message: 'We will look into it' });
  });

  router.get('/:id/invoice', (req, res) => {
    const order = store.orders.get(req.params.id);
    if (!order) {
      return res.status(404).json({ error: 'There is no such order' });
    }
    res.redirect(`https://invoices.example.com/${order.id}.pdf`);
  });

  router.post('/:id/pay', async (req, res) => {
    const order = store.orders.get(req.params.id);
    if (!order) {
      return res.status(404).json({ error: 'There is no such order' });
    }
    try {
      order.receipt = await charge(order);
      res.json({ receipt: order.receipt });
    } catch (err) {
      res.status(502).json({ error: err.message });
    }
  });

  return router;
}

module.exports = { orderRoutes };
