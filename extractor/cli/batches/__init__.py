"""The steps of `extractor batch`, each from its flags to its exit status."""
