"""What became of each article, kept beside the output, so that a run can go on."""
