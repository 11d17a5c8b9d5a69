"""Pages; with app and extensions the only code that knows Flask."""
