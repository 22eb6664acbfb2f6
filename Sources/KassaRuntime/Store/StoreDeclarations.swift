/// One word of a store's table: what the checks accept and the reference explains.
struct Declared: Sendable {
  let name: String
  /// As an integrator writes the value.
  let type: String
  let summary: String

  init(_ name: String, _ type: String, _ summary: String) {
    (self.name, self.type, self.summary) = (name, type, summary)
  }
}

/// Everything a store's table may say.
enum StoreDeclarations {
  static let keys = [
    Declared("api", "1", "The version of what this page describes."),
    Declared("name", "string", "Who sells, as receipts have it; 1 to 256 characters."),
    Declared(
      "inn", "string", "The seller's INN, 10 or 12 digits; the registrar's must be the same."),
    Declared(
      "taxation", "string", names(of: TaxationSystem.self) + "; one of the registrar's."),
    Declared("address", "string", "Where the sale takes place (tag 1009)."),
    Declared("place", "string", "What the place is called (tag 1187)."),
    Declared(
      "cashiers", "(string|table)[]",
      "Who may sign in: names, or `{ \"name\", role = \"senior\" }`; `technician` is a role too."),
    Declared(
      "rights", "table",
      "What a cashier may not do alone: by `discount`, `clear`, `remove`, "
        + "`returns`, `cash_out`, `corrections`."),
    Declared(
      "counts", "boolean|table",
      "What is counted when a shift is closed by hand: true, or `{ drawer = \"sum\" or \"notes\", "
        + "terminals = false }`; nothing unless told."),
    Declared(
      "providers", "table[]",
      "What terminals can be made from, in this order; the standalone terminal and the transfer "
        + "where it is left out."),
    Declared("purposes", "table<string, words>", "What rules call a terminal: ids with titles."),
    Declared(
      "default_terminal", "table[]",
      "Rules, the first that holds wins; the marked terminal where it is left out."),
    Declared("other_terminal", "boolean", "False forbids choosing another than the rules do."),
    Declared(
      "services", "table[]", "The shop's own servers that its functions may ask: `service \"…\"`."),
    Declared(
      "lock_minutes", "integer",
      "After so many minutes without input a till in a browser hides what it shows until a PIN; 15 where it is "
        + "left out, 0 for never."),
    Declared("texts", "table", "Words over the stock ones: by language, then by prompt."),
    Declared(
      "on", "table",
      "Listeners: by their points a function, `{ \"name\", function }`, or a list of these."),
    Declared(
      "drop", "string[]", "Names of the chain's listeners that this store does without."),
    Declared(
      "prices", "table[]",
      "What is taken off: `{ \"name\", function(lines, tender) … end }`; see the guide."),
    Declared(
      "buttons", "table",
      "By `sale` and `payment.tender`: ids in their order, `{ \"id\", label, function }` for "
        + "another, `hide = { … }`."),
    Declared(
      "scans", "table[]", "Codes of the store's own: `{ \"^29\", function(code, quantity) … end }`."
    ),
    Declared(
      "favourites", "table",
      "Goods as buttons of the stock sale: a list of barcodes, or `{ department = \"…\" }`."),
    Declared(
      "parameters", "table[]",
      "Values of one till, for `parameter \"…\"` anywhere in this table and in functions."),
    Declared(
      "kept", "table[]",
      "What scripts remember beyond a receipt, by `kept.get` and `kept.set`."),
    Declared(
      "guards_lifted_by", "string",
      "The role that may go on past a guard that did not finish; `senior` unless told."),
    Declared("flows", "table", "Flows of the store's own: functions by their names."),
    Declared(
      "ask_contact", "boolean", "Whether a phone or an address is asked for before payment."),
    Declared(
      "free_price_vat", "string", "Of goods without a barcode: " + names(of: VATRate.self) + "."),
  ]

  static let providerFields = [
    Declared("id", "string", "Given by `provider \"…\"` or `stock.…`; kept with each terminal."),
    Declared(
      "title", "words", "What the cashier reads, and a terminal's name unless another is typed."),
    Declared(
      "charge", "function",
      "`charge(charge, settings)`: may ask; `charge:ask` is the outcome prompt."),
    Declared(
      "refund", "function",
      "`refund(refund, settings)`: what is asked around `refund:ask`, the outcome prompt, where money goes back."
    ),
    Declared(
      "settle", "function",
      "`settle(settlement, settings)`: what is asked around `settlement:ask`, which asks what came of it."
    ),
    Declared("accepts", "function", "`accepts(charge, settings)`: true, or false and a reason."),
    Declared(
      "settings", "table[]", "What is asked of each terminal: `{ \"id\", kind = …, title = … }`."),
    Declared("least", "integer", "The least it takes, in kopecks."),
    Declared("most", "integer", "The most it takes, in kopecks."),
    Declared("inn", "string", "The legal entity it takes money for, where it is not the store's."),
    Declared(
      "proof", "table",
      "What the slip must show: of "
        + SlipField.provable.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        + " a list of those required, and by name `\"optional\"`."),
    Declared("above", "integer", "The proof is asked for from that amount on, in kopecks."),
    Declared(
      "in_hundred", "integer", "The proof is asked for of so many receipts in a hundred, 1 to 100."),
    Declared(
      "outcomes", "string[]",
      "Ids of its own prompts that ask what the terminal did; their words stand in `texts`."),
    Declared("unknown", "string", "The prompt that asks again about a charge nobody knows of."),
    Declared(
      "voids", "string",
      "Where its terminals' reports have what was voided: `inside`, taken out of payments and under the "
        + "number of its sale, or `beside` them, under a number of its own."),
    Declared(
      "report", "string[]",
      "Which figures its terminals' short reports have: of "
        + CountRule.terminal.fields.map { "`\($0.id)`" }.joined(separator: ", ")
        + "; all of them unless told. A count asks for no other."),
    Declared("seconds", "integer", "How long a connected terminal may take, 1 to 600."),
  ]

  static let serviceFields = [
    Declared("id", "string", "Given by `service \"…\"`; the technician gives it its address."),
    Declared("title", "words", "Whom the cashier waits for; the id without it."),
    Declared(
      "repeats", "boolean",
      "True where the server knows the key of a call again and does nothing twice: what changes "
        + "something is then sent again when no answer came."),
    Declared(
      "examples", "table",
      "What it may answer, for whoever explores the store: by what is asked, a list of answers, the usual "
        + "one first."),
  ]

  /// What the parts of `rights` say.
  static let rightFields = [
    Declared("role", "string", "Who may: `senior` unless told, or `cashier` for everybody."),
    Declared(
      "above_percent", "integer",
      "Of `discount`: up to so much of a line everybody may; 10 unless told."),
    Declared(
      "above", "integer",
      "Of `clear` and `remove`: up to that amount everybody may, in kopecks; `clear` has 3,000 ₽ and "
        + "`remove` no limit unless told. Once money was taken there is none. Of `returns`: up to that "
        + "amount the cashier gives back alone, and a senior is shown it; without it a senior says yes to "
        + "each. Of `cash_out` and `corrections`: nothing unless told."),
    Declared(
      "shift", "integer",
      "Of `returns`: how much a shift has of them without a senior's yes, in kopecks."),
    Declared(
      "other_tender", "boolean",
      "Of `returns`: whether a card's money may go back in cash where its terminal can't, by a second "
        + "person; no unless told."),
    Declared(
      "late", "boolean",
      "Of `corrections`: whether a receipt that a card paid in a shift since closed is made up for by a "
        + "correction receipt instead of printed; yes unless told."),
  ]

  static let settingFields = [
    Declared("1", "string", "Its id: `settings.id` of the terminal."),
    Declared("kind", "string", "`amount`, `choice`, `text` or `yes_no`."),
    Declared("title", "words", "What the cashier is asked."),
    Declared("default", "any", "What is offered."),
    Declared("choices", "table[]", "Of a choice: `{ id, label }`; a label is words."),
  ]

  private static let ruleFields = [
    Declared(
      "kind", "string",
      ValueRule.Kind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") + "."),
    Declared("least", "integer", "The least: kopecks, a number, or characters of a text."),
    Declared("most", "integer", "The most of the same; 256 characters unless told."),
    Declared("choices", "table[]", "Of a choice: ids, or `{ id, label }`."),
  ]

  static let parameterFields =
    [
      Declared("1", "string", "Its id, for `parameter \"id\"`: small letters, digits and _."),
      Declared("title", "words", "What the technician is asked."),
    ] + ruleFields + [
      Declared("default", "any", "What it is where a till has none; without it each till has to."),
      Declared("example", "any", "What `check` and `test` take; the default unless told."),
    ]

  static let keptFields =
    [
      Declared("1", "string", "Its id, for `kept.get \"id\"`: small letters, digits and _.")
    ] + ruleFields + [
      Declared("life", "string", "How long: `shift`, `day` (of the till's calendar) or `till`."),
      Declared("default", "any", "What it is where nothing is kept; nil unless told."),
      Declared("keyed", "boolean", "Whether there is one for each key, as of a customer's phone."),
    ]

  /// Whom a rule means.
  static let ruleSelectors = [
    Declared("purpose", "string", "A terminal of that purpose."),
    Declared("provider", "string", "A terminal of that provider."),
    Declared("marked", "true", "The terminal marked «Использовать по умолчанию»."),
    Declared("last_used", "true", "The terminal charged last."),
    Declared("ask", "true", "None: the cashier is asked."),
  ]

  /// When a rule holds; all that it names must.
  static let ruleConditions = [
    Declared("amount_at_least", "integer", "From that amount on, in kopecks."),
    Declared("amount_below", "integer", "Below that amount, in kopecks."),
    Declared("between", "string[]", "`{ \"22:00\", \"06:00\" }`: from, up to; over midnight too."),
    Declared("weekdays", "string[]", "`mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`."),
    Declared("dates", "string[]", "`{ \"2026-12-01\", \"2026-12-31\" }`: from, to, both included."),
    Declared("cashier", "string", "While that cashier is signed in."),
    Declared("department", "string", "While goods of that department are on the receipt."),
    Declared(
      "when", "function",
      "`when(facts)` returns true or false and asks nothing; facts are amount, minute, weekday, date, cashier, departments."
    ),
  ]

  /// The stock flows, as their files say.
  static let flows = StockLibrary.flows.map { Declared($0.name, "function", $0.summary) }

  private static func names<C: FiscalCode>(of: C.Type) -> String {
    C.allCases.map { "`\($0.name)`" }.joined(separator: ", ")
  }
}

extension [Declared] {
  var names: Set<String> { Set(map(\.name)) }
}
