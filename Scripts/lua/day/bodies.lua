--- The scenarios of the file that was loaded, their functions by name, and how shared ones meet the store.
return { scenarios = {}, any = false, house = {}, is_house = false }
