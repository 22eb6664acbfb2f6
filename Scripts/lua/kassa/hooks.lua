--- The name that points had before.
return require "kassa.points"
