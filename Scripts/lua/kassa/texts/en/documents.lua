--- What the cashier reads of printed documents and of what puts them right, in English.
return {
  ["document.find"] = {
    title = "Which receipt?",
    body = "QR code, FD number, amount 199.50 (or 199.50 14:05), slip's RRN; Z or X: reports of shifts",
    buttons = {
      { "missing", "There was none" },
    },
  },
  ["document.which"] = "Which of them?",
  ["document.card"] = "Which card?",
  ["document.memory"] = "FN",
  ["document.none"] = {
    title = "No such receipt",
    body = "«{text}». The till looks among its own",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["document.amount_refused"] = {
    title = "Not noted",
    body = "{reason}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["document.shown"] = {
    title = "Receipt {number}",
    body = "The journal has no text of this receipt",
    buttons = {
      { "copy", "Copy" },
      { "correct", "Correct" },
      { "amount", "The slip shows another sum" },
      { "back", "Back" },
    },
  },
  ["document.kind.opening"] = "Opening of a shift",
  ["document.kind.closing"] = "Z report",
  ["document.kind.interim"] = "X report",
  ["document.report"] = {
    title = "{kind}, {time}",
    buttons = {
      { "copy", "Copy" },
      { "back", "Back" },
    },
  },
  ["document.no_copies"] = {
    title = "No copy",
    body = "This registrar prints no texts",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["correction.wrong"] = {
    title = "What is wrong with it?",
    buttons = {
      { "tender", "Cash or card" },
      { "sum", "Price" },
      { "lines", "Goods or quantity" },
      { "unpaid", "Not paid" },
    },
  },
  ["correction.refused"] = {
    title = "Can't be corrected so",
    body = "{reason}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["correction.lines"] = {
    title = "What should it be?",
    body = "Tap a line, then “Next”",
  },
  ["correction.go"] = "Next",
  ["correction.price"] = {
    title = "The right price of one",
    body = "{name}",
  },
  ["correction.quantity"] = {
    title = "How many were there?",
    body = "{name}",
    buttons = {
      { "none", "None" },
    },
  },
  ["correction.cash"] = {
    title = "How much was in cash?",
    body = "Of {total}; the rest by card. No money moves",
  },
  ["correction.day"] = {
    title = "When was it sold?",
    body = "The date: 26.11.2026",
  },
  ["correction.basis"] = {
    title = "Number of the statement",
    body = "Today's, by a senior: of a sale without a receipt",
  },
  ["correction.late"] = {
    title = "That shift is closed: number of the statement",
    body = "Paid {time}; a senior's, of today. A correction receipt is printed",
  },
  ["correction.goods"] = {
    title = "What was sold?",
    body = "Scan, code or price with a name: 199.50 Coffee",
  },
  ["correction.sale"] = "Sale",
  ["correction.terminal"] = "Which terminal took the card?",
  ["correction.no_terminal"] = {
    title = "No terminals",
    body = "Nothing could have taken a card",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["correction.slip"] = {
    title = "Number of the “Sale” slip",
    body = "ЧЕК on this payment's slip, up to 12 digits",
  },
  ["correction.duplicate"] = {
    title = "Slip already used",
    body = "{time}: a slip is needed that no receipt has",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["correction.not_ready"] = {
    title = "Can't be corrected now",
    body = "{reason}",
    buttons = {
      { "again", "Check again" },
      { "back", "Back" },
    },
  },
  ["correction.reverse"] = "1. Reverse",
  ["correction.right"] = "2. Sale",
  ["correction.by.cash"] = "cash",
  ["correction.by.card"] = "card",
  ["correction.allow"] = {
    title = "Print the correction?",
    body = "{documents}",
    buttons = {
      { "yes", "Print" },
      { "no", "Back" },
    },
  },
  ["correction.reason"] = {
    title = "Why is there less in the drawer?",
    body = "Nobody else has a PIN here: the report will name the reason",
  },
  ["correction.done"] = {
    title = "Receipt corrected",
    body = "Write down what, when and why. The accountant tells the tax office before it asks",
    buttons = {
      { "ok", "OK" },
    },
  },
}
