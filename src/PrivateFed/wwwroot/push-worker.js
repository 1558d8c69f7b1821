// What the house says by push: nothing yet.
