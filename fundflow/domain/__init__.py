"""What law, programmes and region say: pure functions and values, no input and no output."""
