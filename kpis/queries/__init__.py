"""What pages ask of one version of the store: a connection in, a frame or a value out."""
