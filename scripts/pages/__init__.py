"""The generated pages of docs/, one module for each subject; each gives its pages by their path under docs/."""
