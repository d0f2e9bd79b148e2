"""The article as the rules read it: parsed lines, clauses, quotations, stretches."""
