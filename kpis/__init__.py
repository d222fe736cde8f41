"""Reform indicators: where their numbers come from, and how far each is from its goal."""
