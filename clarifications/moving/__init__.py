"""Moving the register: out into files, in from files, with one set of lines for both."""
