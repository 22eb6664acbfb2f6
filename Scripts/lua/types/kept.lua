---@meta

--- What scripts remember beyond a receipt, as `kept` of the store's table declares it. A change counts with its step, and is undone with it.
---@class kept
kept = {}

--- Reads a durable value.
---@param name string What the store declares it as.
---@param key? string Of one that is `keyed`, whose it is: 1 to 64 characters.
---@return any value What is kept, or else the default; nil without one.
function kept.get(name, key) end

--- Keeps a durable value; nil takes it away.
---@param name string What the store declares it as.
---@param value? any Of the kind that is declared.
---@param key? string Of one that is `keyed`, whose it is: 1 to 64 characters.
---@return boolean done True.
function kept.set(name, value, key) end

--- Everything that is kept at this till, in order.
---@return table[] values Each name, key where it has one, and value.
function kept.list() end
