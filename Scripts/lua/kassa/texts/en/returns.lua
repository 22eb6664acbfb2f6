--- What the cashier reads while a printed sale goes back, in English. A store overrides any of it by id.
return {
  ["return.find"] = {
    title = "Which receipt goes back?",
    body = "Scan its QR code, or type its number (FD), its amount 199.50 (or 199.50 14:05), the slip's RRN",
    buttons = {
      { "other", "No receipt of this till" },
    },
  },
  ["return.paper"] = {
    title = "Receipt of another till",
    body = "Scan its QR code. No other till was asked: what went back there is not seen here",
    buttons = {
      { "none", "No receipt" },
    },
  },
  ["return.day"] = {
    title = "When was it sold?",
    body = "Date: 26.11.2026",
  },
  ["return.why"] = {
    title = "Why does it go back here?",
    body = "In the customer's or a senior's words",
  },
  ["return.paid_by"] = "What paid?",
  ["return.goods"] = {
    title = "What goes back?",
    body = "Scan, code, or a price with a name: 199.50 Coffee",
  },
  ["return.other_quantity"] = {
    title = "How many go back?",
    body = "{name}",
    buttons = {
      { "none", "Take off" },
    },
  },
  ["return.unasked"] = "No other till was asked",
  ["return.none"] = {
    title = "No such receipt",
    body = "«{text}». The till looks among its own sales",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["return.which"] = {
    title = "Which of them?",
  },
  ["return.lines"] = {
    title = "What goes back?",
    body = "Receipt {number}, {time}, {total}",
  },
  ["return.left"] = "left",
  ["return.more"] = "More lines",
  ["return.all"] = "All that is left",
  ["return.go"] = "Give back",
  ["return.by_void"] = "Void on the terminal: at once, all of it, before it is settled",
  ["return.whole"] = "All",
  ["return.quantity"] = {
    title = "How much goes back?",
    body = "{name}: {left} left",
  },
  ["return.refused"] = {
    title = "It can't go back so",
    body = "{reason}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["return.tender.cash"] = "In cash",
  ["return.tender.prepaid"] = "Advance, no money",
  ["return.tender.credit"] = "Credit, no money",
  ["return.tender.other"] = "Set-off, no money",
  ["return.sum.cash"] = "Pay out",
  ["return.allow"] = {
    title = "Give back {amount}?",
    body = "{split}",
    buttons = {
      { "yes", "Give back" },
      { "no", "To the lines" },
    },
  },
  ["return.senior"] = {
    title = "{cashier}: senior's PIN",
    body = "Return of {amount}\n{split}",
  },
  ["return.not_ready"] = {
    title = "Give no money back",
    body = "{reason}",
    buttons = {
      { "again", "Check again" },
      { "back", "To the lines" },
    },
  },
  ["return.cash"] = {
    title = "Give back {amount} in cash?",
    body = "The return's receipt first, then the money",
    buttons = {
      { "yes", "Give back" },
      { "no", "To the lines" },
    },
  },
  ["return.hand_over"] = {
    title = "Pay out {amount}",
    body = "The return is printed",
    buttons = {
      { "given", "Handed over" },
    },
  },
  ["return.window"] = {
    title = "Refund the card",
    body = "{terminal}: refund {amount}",
    buttons = {
      { "approved", "Refunded" },
      { "declined", "Failed" },
      { "not_run", "Not run" },
      { "unknown", "Not sure" },
    },
  },
  ["return.open"] = {
    title = "Is the card refunded?",
    body = "{terminal}: refund {amount}",
    buttons = {
      { "approved", "Refunded" },
      { "declined", "Failed" },
      { "not_run", "Not run" },
      { "unknown", "Not sure" },
    },
  },
  ["return.late"] = {
    title = "{amount} was given back already",
    body = "{terminal} confirms it. It is listed under “Parked”",
    buttons = {
      { "stop", "Give no more" },
      { "go_on", "Give more" },
    },
  },
  ["return.void"] = {
    title = "Void on the terminal",
    body = "{terminal}: void {amount}",
    buttons = {
      { "approved", "Voided" },
      { "declined", "Failed" },
      { "not_run", "Not run" },
      { "unknown", "Not sure" },
    },
  },
  ["void.amount"] = {
    title = "Amount on the void's slip",
    body = "Type it from the slip, not from the till",
    buttons = {
      { "no_slip", "No slip" },
    },
  },
  ["void.number"] = {
    title = "Number of the void's slip",
    body = "The slip's number, up to 12 digits",
    buttons = {
      { "none", "No number" },
    },
  },
  ["void.rrn"] = {
    title = "RRN on the void slip",
    body = "12 digits, «RRN» or «Номер ссылки»",
    buttons = {
      { "none", "No RRN" },
    },
  },
  ["void.auth_code"] = {
    title = "Approval code on the void slip",
    body = "6 letters or digits",
    buttons = {
      { "none", "No code" },
    },
  },
  ["void.another"] = {
    title = "That slip is of something else",
    body = "Its RRN, code or number does not fit: {due} is to be voided",
    buttons = {
      { "again", "Type again" },
      { "other", "It was another operation" },
      { "aside", "Hand to a senior" },
    },
  },
  ["void.other"] = {
    title = "The void's slip shows another sum",
    body = "Slip {got}, due {due}",
    buttons = {
      { "again", "Type again" },
      { "other", "It was another operation" },
      { "aside", "Hand to a senior" },
    },
  },
  ["return.unknown"] = {
    title = "Check the terminal",
    body = "{terminal}: is there a refund of {amount} at {time}?",
    buttons = {
      { "approved", "Refunded" },
      { "declined", "Failed" },
      { "unknown", "Can't tell" },
    },
  },
  ["return.amount"] = {
    title = "Amount on the refund's slip",
    body = "Type it from the slip, not from the till",
    buttons = {
      { "no_slip", "No slip" },
    },
  },
  ["return.number"] = {
    title = "Number of the refund's slip",
    body = "«ЧЕК» on the terminal's slip, up to 12 digits",
    buttons = {
      { "none", "No number" },
    },
  },
  ["return.date"] = {
    title = "Date on the slip",
    body = "4 digits: 26 November is 2611",
    buttons = {
      { "none", "No date" },
    },
  },
  ["return.under"] = {
    title = "The slip is short by {difference}",
    body = "Slip {got}, due {due}",
    buttons = {
      { "again", "Type again" },
      { "rest", "The rest apart" },
      { "aside", "Hand to a senior" },
    },
  },
  ["return.over"] = {
    title = "The slip is over by {difference}",
    body = "Slip {got}, due {due}",
    buttons = {
      { "again", "Type again" },
      { "void", "Void on terminal" },
      { "aside", "Hand to a senior" },
    },
  },
  ["return.unproven"] = {
    title = "The slip does not prove the refund",
    body = "Without it no receipt is printed",
    buttons = {
      { "again", "Type again" },
      { "unknown", "Not sure" },
    },
  },
  ["return.duplicate"] = {
    title = "Slip already used",
    body = "{time}: the slip of this refund is needed",
    buttons = {
      { "again", "Type again" },
      { "date", "A slip of another day" },
      { "unknown", "Not sure" },
    },
  },
  ["return.declined"] = {
    title = "The card was not refunded",
    body = "{due} is left. There is no receipt of the return",
    buttons = {
      { "again", "Try again" },
      { "other", "Another way" },
      { "stop", "To the lines" },
    },
  },
  ["return.unfinished"] = {
    title = "Not all went back",
    body = "{due} is left. There is no receipt of the return",
    buttons = {
      { "again", "Try again" },
      { "other", "Another way" },
      { "aside", "Set aside" },
    },
  },
  ["return.armed"] = {
    title = "Clear the terminal",
    body = "{terminal}: it may still hold {old}",
    buttons = {
      { "cleared", "Cleared" },
    },
  },
  ["return.unfinished.matter"] = "{about}. {due} left, no receipt printed",
  ["return.rest"] = "The rest the same way",
  ["return.other"] = "Where does the money go back?",
  ["return.move"] = {
    title = "{cashier}: senior's PIN",
    body = "{from} → {to}: {amount}",
  },
  ["return.reason"] = {
    title = "Why another way?",
    body = "{from} → {to}: {amount}. Nobody else has a PIN here: the reason goes on the report",
  },
  ["return.given"] = {
    title = "{amount} went back already",
    body = "{terminal}, {time}: the money went back, no document tells of it",
    buttons = {
      { "take", "Print its document" },
      { "back", "Back to the lines" },
    },
  },
  ["return.given_other"] = {
    title = "{amount} went back already",
    body = "{terminal}, {time}: the money went back, no return was printed. Is it that one?",
    buttons = {
      { "take", "Yes: make the document" },
      { "other", "No, another one" },
    },
  },
  ["return.already"] = "went back already",
  ["return.detached"] = {
    title = "The return is set aside",
    body = "No second refund without a senior",
    buttons = {
      { "next", "Next customer" },
    },
  },
  ["listed.more"] = "More follow",
  ["listed.rest"] = "Smaller ones, summed up",
  ["listed.document"] = "Document",
  ["listed.refund"] = "To a card, no receipt",
  ["listed.difference"] = "Difference to a card",
  ["listed.safe"] = "To the safe, no closing",
  ["listed.void"] = "Void, no receipt",
  ["listed.cashBack"] = "Cash back, no receipt",
  ["listed.cashOut"] = "Cash out",
  ["listed.slipAmount"] = "Slip’s sum was changed",
  ["return.listed"] = {
    title = "Without a senior: {count}",
    body = "Returns, corrections, cash that left: {amount}\n{list}",
    buttons = {
      { "ok", "OK" },
    },
  },
}
