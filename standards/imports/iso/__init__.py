"""Import of ISO Open Data: `lines` reads files, `facts` checks what a line says, `importer` writes it."""
