--- Signing in, who says yes, and closing the shift, in English. A store overrides any of it by id.
return {
  ["senior.who"] = "Which senior?",
  ["senior.pin"] = {
    title = "{cashier}: senior's PIN",
    body = "The cashier stays at the till",
  },
  ["senior.new_pin"] = {
    title = "{cashier}: senior's PIN",
    body = "{person} will choose a new PIN",
  },
  ["senior.absent"] = {
    title = "A senior is needed",
    body = "{person} has no PIN yet: whoever sets the till up gives it while the till is stopped",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["technician.who"] = "Who sets it up?",
  ["technician.pin"] = {
    title = "{cashier}: PIN for settings",
    body = "The cashier stays at the till",
  },
  ["technician.absent"] = {
    title = "A technician or a senior is needed",
    body = "{person} has no PIN yet: whoever sets the till up gives it while the till is stopped",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["cashier.who"] = "Who else?",
  ["cashier.pin"] = {
    title = "{cashier}: PIN",
    body = "The cashier stays at the till",
  },
  ["cashier.absent"] = {
    title = "A second person is needed",
    body = "Let them sign in and choose a PIN first",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["shift.close"] = {
    title = "Close the shift?",
    body = "Parked receipts and open questions are kept",
    buttons = {
      { "yes", "Close" },
      { "no", "No" },
    },
  },
  ["shift.matters"] = {
    title = "Who sees to what is open?",
    body = "Receipts: {count} for {amount}",
    buttons = {
      { "skip", "Nobody" },
    },
  },
  ["shift.none"] = {
    title = "No shift is open",
    body = "There is nothing to close",
    buttons = {
      { "ok", "OK" },
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
  ["shift.unknown"] = {
    title = "The registrar did not answer",
    body = "Nobody knows yet whether the shift was closed",
    buttons = {
      { "again", "Check" },
      { "back", "Back to goods" },
    },
  },
  ["sign_in.name"] = "Who is at the till?",
  ["sign_in.pin"] = {
    title = "{cashier}: PIN",
    buttons = {
      { "forgot", "Forgot the PIN" },
    },
  },
  ["sign_in.new_pin"] = {
    title = "{cashier}: choose a PIN",
    body = "4 to 12 digits; for this till only",
  },
  ["sign_in.repeat_pin"] = "{cashier}: the same PIN again",
  ["sign_in.no_pin"] = {
    title = "{cashier} has no PIN yet",
    body = "Whoever sets the till up gives it while it is stopped. Until then sign in under another name",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["sign_in.wrong"] = {
    title = "Wrong PIN",
    buttons = {
      { "ok", "OK" },
    },
  },
}
