"""Commands about rules: which are in force, and what they say of made-up applications; nothing is stored."""
