"""What fictional people of fictional organisations share with each other, for demonstrations."""
