--- What runs that may make a veto, and the veto that was made last: one that is not returned is a mistake.
return {}
