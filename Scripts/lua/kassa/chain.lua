--- What a chain says of all its stores; its own `chain.lua` stands in this place.
return {}
