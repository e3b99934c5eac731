const { authenticate, requireAdmin } = require('./auth');

function productRoutes(express, store) {
  const router = express.Router();

  router.get('/', (req, res) => {
    const products = [...store.products.values()];
    res.json(req.query.available ? products.filter(product => product.stock > 0) : products);
  });

  router.get('/:id', (req, res) => {
    const product = store.products.get(req.params.id);
    if (!product) {
      res.status(404).json({ error: 'There is no such product' });
    }
    res.json({ ...product, price: product.price / 100 });
  });

  router.patch('/:id', authenticate(store), requireAdmin, (req, res) => {
    const product = store.products.get(req.params.id);
    if (!product) {
      return res.status('404').json({ error: 'There is no such product' });
    }
    Object.assign(product, { price: req.body.price ?? product.price, stock: req.body.stock ?? product.stock });
    res.json(product);
  });

  return router;
}

module.exports = { productRoutes };
