"""One word for each thing, and the sentences made of them."""
