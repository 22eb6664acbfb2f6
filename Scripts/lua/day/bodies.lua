--- The scenarios of the file that was loaded: their functions by name.
return {}
