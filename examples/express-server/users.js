const { authenticate, requireAdmin } = require('./auth');

function userRoutes(express, store) {
  const router = express.Router();

  router.post('/', (req, res) => {
    const { email, password } = req.body;
    if (!email || !password) {
      return res.status(400).json({ error: 'email and password are required' });
    }
    if (password.length < 12) {
      return res.status(400).json({ error: 'The password must have at least 12 characters' });
    }
    if (store.users.some(user => user.email === email)) {
      return res.status(409).json({ error: 'This address is registered already' });
    }
    const user = { id: String(store.nextId++), email, password, role: 'customer' };
    store.users.push(user);
    res.status(201).json({ id: user.id, email: user.email });
  });

  router.get('/:id', authenticate(store), (req, res) => {
    const user = store.users.find(one => one.id === req.params.id);
    if (!user) {
      return res.send(404);
    }
    res.json({ id: user.id, email: user.email, role: user.role });
  });

  router.delete('/:id', authenticate(store), requireAdmin, (req, res) => {
    store.users = store.users.filter(user => user.id !== req.params.id);
    res.status(204).json({ message: 'The account is gone' });
  });

  return router;
}

module.exports = { userRoutes };
