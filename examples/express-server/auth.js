/** Finds out who is calling, by the bearer token of the request. */
function authenticate(store) {
  return (req, res, next) => {
    const token = req.get('Authorization')?.replace(/^Bearer /, '');
    if (!token) {
      return res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'Please sign in' });
    }
    req.user = store.sessions.get(token);
    if (!req.user) {
      return res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').json({ error: 'Your session has expired' });
    }
    next();
  };
}

/** Lets only administrators through; comes after `authenticate`. */
function requireAdmin(req, res, next) {
  if (req.user.role !== 'admin') {
    return res.status(401).json({ error: 'Only administrators may do this' });
  }
  next();
}

module.exports = { authenticate, requireAdmin };
