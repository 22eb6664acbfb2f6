--- Signing in and closing the shift, in English. A store overrides any of it by id.
return {
  ["shift.close"] = {
    title = "Close the shift?",
    body = "Parked receipts and open questions are kept",
    buttons = {
      { "yes", "Close" },
      { "no", "No" },
    },
  },
  ["shift.refused"] = {
    title = "The shift is not closed",
    body = "{reason}",
    buttons = {
      { "again", "Try again" },
      { "back", "Back" },
    },
  },
  ["sign_in.name"] = "Who is at the till?",
  ["sign_in.pin"] = "{cashier}: PIN",
  ["sign_in.new_pin"] = {
    title = "{cashier}: choose a PIN",
    body = "4 to 12 digits; for this till only",
  },
  ["sign_in.repeat_pin"] = "{cashier}: the same PIN again",
  ["sign_in.wrong"] = {
    title = "Wrong PIN",
    buttons = {
      { "ok", "OK" },
    },
  },
}
