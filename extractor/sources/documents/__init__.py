"""Printed pages and office documents: their words in reading order, block by block."""
