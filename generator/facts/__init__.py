"""What a text says: one kind of fact a file, each with one public function, `find`."""
