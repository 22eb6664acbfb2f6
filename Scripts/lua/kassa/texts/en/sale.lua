--- What the cashier reads while a receipt is built, in English. A store overrides any of it by id.
return {
  ["sale"] = {
    title = "Receipt",
    buttons = {
      { "pay.card", "Card" },
      { "pay.cash", "Cash" },
      { "pay.split", "Split" },
      { "park", "Park" },
      { "parked", "Parked" },
      { "clear", "Clear" },
      { "terminals", "Settings" },
      { "shift", "End shift" },
      { "sign_out", "Sign out" },
      { "pay.other", "Other terminal" },
      { "unknown", "Not in the goods" },
      { "returns", "Return" },
      { "drawer", "Cash drawer" },
      { "documents", "Receipts" },
    },
  },
  ["sale.empty"] = {
    title = "The receipt is empty",
    body = "Add goods first",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["sale.no_goods"] = {
    title = "No such goods",
    body = "Barcode {barcode}. Search by name or type a price",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["sale.nothing_found"] = {
    title = "Nothing found",
    body = "«{text}»",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["sale.found"] = {
    title = "Which one?",
    body = "«{text}»: {first}–{last} of {count}",
  },
  ["sale.near"] = "No such good. It may be:",
  ["sale.more"] = "Next ones",
  ["sale.free"] = "Free price",
  ["sale.refused"] = {
    title = "Not possible",
    body = "{reason}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["sale.clear"] = {
    title = "Remove all goods?",
    buttons = {
      { "yes", "Remove" },
      { "no", "Keep" },
    },
  },
  ["parked.list"] = {
    title = "Parked receipts",
    body = "⚠ money in question",
  },
  ["parked.more"] = "More",
  ["parked.none"] = {
    title = "Nothing is parked",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["matter.paper_lost"] = "out of paper: print a copy",
  ["parked.paper"] = {
    title = "Receipt {number} ran out of paper",
    body = "It is issued: don't ring it up again",
    buttons = {
      { "copy", "Copy" },
      { "given", "Not wanted: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["parked.paper_given"] = {
    title = "{cashier}: a senior's PIN",
    body = "Receipt {number}: its paper is not wanted",
  },
  ["matter.print_unknown"] = "print not known: ask the registrar",
  ["matter.unknown"] = "payment unclear: look at the terminal",
  ["matter.detached"] = "payment unclear: look at the terminal",
  ["matter.transfer_awaited"] = "awaits a transfer",
  ["matter.approved_without_receipt"] = "card, no receipt: print or give back",
  ["matter.cash_without_receipt"] = "cash, no receipt: print or give back",
  ["matter.back_without_document"] = "given back, no return receipt: print it",
  ["matter.back_in_part"] = "given back in part: give back the rest",
  ["matter.cash_not_acknowledged"] = "was the cash handed out?",
  ["matter.second_document_owed"] = "second correction document: print it",
  ["button.approved"] = "Approved",
  ["button.declined"] = "Declined",
  ["button.unknown"] = "Not sure",
  ["button.yes"] = "Yes",
  ["button.no"] = "No",
  ["button.ok"] = "OK",
}
