const { authenticate } = require('./auth');
const { orderRoutes } = require('./orders');
const { productRoutes } = require('./products');
const { createStore } = require('./store');
const { userRoutes } = require('./users');

/** Builds the shop's API with the Express it is given. */
function build(express, log = console) {
  const app = express();
  const store = createStore();

  app.use(express.json());

  app.get('/catalogue', (req, res) => {
    res.status(301).redirect('/products');
  });

  app.use('/users', userRoutes(express, store));
  app.use('/products', productRoutes(express, store));
  app.use('/orders', authenticate(store), orderRoutes(express, store));

  app.use((req, res) => {
    res.status(404).json({ error: `There is nothing at ${req.path}` });
  });

  app.use((err, req, res, next) => {
    log.error(err);
    res.json({ error: 'Something went wrong, please try again later' });
  });

  return app;
}

module.exports = { build };
