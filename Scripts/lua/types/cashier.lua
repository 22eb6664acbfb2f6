---@meta

--- Who stands at the till.
cashier = {}

--- The cashier who is signed in.
---@return string? name Nil when nobody is.
function cashier.name() end

--- The store's cashiers.
---@return table[] cashiers Each name and has_pin.
function cashier.list() end

--- Signs the cashier out.
---@return boolean done True.
function cashier.sign_out() end
