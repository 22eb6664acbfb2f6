/// What a receipt is made of.
enum ReceiptGoods {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [
      add(port), quantity(port), remove(port), discount(port), contact(port), find(port),
      search(port), ofDepartment(port),
    ] + UnknownGoods.functions(port)
  }

  /// How much of a line, where nothing of it may be meant.
  static var someOfLine: Parameter {
    Parameter(
      "quantity", .string, optional: true, summary: "\"2\", \"0.354\"; nil for nothing of it.")
  }

  /// What a call that changes the goods returns.
  static var done: [Returned] {
    [
      Returned("done", "boolean?", summary: "True, or nil when the receipt refused."),
      Returned("reason", "string?", summary: "Why, as in the words \"reason.…\"."),
    ]
  }

  private static func add(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "add", summary: "Adds a line.",
      parameters: [
        Parameter(
          "item",
          .record([
            Field("name", .string, summary: "1 to 128 characters (tag 1030)."),
            Field("price", .money, summary: "For one unit.", unit: "kopecks"),
            Field("quantity", .string, optional: true, summary: "\"0.354\"; \"1\" unless told."),
            Field(
              "vat", .oneOf(VATRate.allCases.map(\.name)), optional: true,
              summary: "\"none\" unless told (tag 1199)."),
            Field(
              "measure", .oneOf(Measure.allCases.map(\.name)), optional: true,
              summary: "\"piece\" unless told (tag 2108)."),
            Field(
              "subject", .oneOf(SettlementSubject.allCases.map(\.name)), optional: true,
              summary: "\"commodity\" unless told (tag 1212)."),
            Field(
              "method", .oneOf(SettlementMethod.allCases.map(\.name)), optional: true,
              summary: "\"full_payment\" unless told (tag 1214)."),
            Field("department", .string, optional: true, summary: "The store's own grouping."),
            Field("barcode", .string, optional: true, summary: "What was scanned."),
          ]), summary: "What is sold.")
      ], returns: done
    ) { (call) throws(ScriptError) in
      let item = try item(call.fields, call)
      // Any digits may be a code; those of a card are one only where the goods have it.
      if let barcode = item.barcode, CardNumber.isIn(barcode),
        try port.read(.good(barcode: barcode)) == .null
      {
        return call.returns(.null, .string("card_number"))
      }
      return try call.change(port, .lineAdded(item: item))
    }
  }

  private static func item(_ fields: Fields, _ call: borrowing Call) throws(ScriptError) -> Item {
    Item(
      name: fields["name"].string ?? "",
      price: try call.money(fields["price"].int ?? 0, "price"),
      quantity: try quantity(fields["quantity"].string ?? "1", call),
      measure: fields["measure"].string.flatMap { Measure(name: $0) } ?? .piece,
      vat: fields["vat"].string.flatMap { VATRate(name: $0) } ?? .withoutVAT,
      subject: fields["subject"].string.flatMap { SettlementSubject(name: $0) } ?? .commodity,
      method: fields["method"].string.flatMap { SettlementMethod(name: $0) } ?? .fullPayment,
      department: fields["department"].string, barcode: fields["barcode"].string)
  }

  static func quantity(
    _ text: String, _ call: borrowing Call
  ) throws(ScriptError) -> Quantity {
    do { return try Quantity(parsing: text) } catch {
      throw call.fail("quantity: \(error.text(.en, of: .quantity))")
    }
  }

  private static var line: Parameter { Parameter("line", .integer, summary: "Its id.") }

  private static func quantity(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "set_quantity", summary: "Changes a line's quantity.",
      parameters: [
        line, Parameter("quantity", .string, summary: "An exact decimal: \"0.354\"."),
      ], returns: done
    ) { (call) throws(ScriptError) in
      try call.change(
        port,
        .quantitySet(
          line: Int(clamping: call.integer(1)), quantity: try quantity(call.string(2), call)))
    }
  }

  private static func remove(_ port: any FlowPort) -> HostFunction {
    HostFunction("remove", summary: "Removes a line.", parameters: [line], returns: done) {
      (call) throws(ScriptError) in
      try call.change(port, .lineRemoved(line: Int(clamping: call.integer(1))))
    }
  }

  private static func discount(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "discount", summary: "Makes a line cheaper; with neither amount nor share, no longer.",
      parameters: [
        Parameter(
          "discount",
          .record([
            Field("line", .integer, summary: "Its id."),
            Field("amount", .money, optional: true, summary: "By so much.", unit: "kopecks"),
            Field(
              "hundredths", .integer, optional: true,
              summary: "By a share: 1050 is 10.5 %.", unit: "hundredths of a percent"),
            Field(
              "rounding", .oneOf(Rounding.allCases.map(\.rawValue)), optional: true,
              summary: "Of the share's kopecks; \"halfUp\" unless told."),
          ]), summary: "Which line, and by what.")
      ], returns: done
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      var discount: Discount?
      if let amount = fields["amount"].int {
        discount = .amount(of: try call.money(amount, "amount"))
      } else if let hundredths = fields["hundredths"].int {
        discount = .share(
          hundredths: Int(clamping: hundredths),
          rounding: fields["rounding"].string.flatMap(Rounding.init) ?? .halfUp)
      }
      return try call.change(
        port,
        .discountSet(line: Int(clamping: fields["line"].int ?? 0), discount: discount))
    }
  }

  private static func contact(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "contact", summary: "Where the electronic receipt goes (tag 1008); nil for nowhere.",
      parameters: [
        Parameter("contact", .string, optional: true, summary: "+79991234567 or a@b.ru.")
      ], returns: done
    ) { (call) throws(ScriptError) in
      try call.change(port, .contactSet(contact: call.optionalString(1)))
    }
  }

  private static func find(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "goods", summary: "What the till's goods have for a barcode, or in a row of a list.",
      parameters: [
        Parameter("barcode", .string, summary: "As scanned; with a row, the name that was shown."),
        Parameter(
          "row", .integer, optional: true, summary: "Of the goods file; it may hold another by now."
        ),
      ],
      returns: [Returned("good", "receipt.Good?", summary: "Nil where there is none.")]
    ) { (call) throws(ScriptError) in
      guard let row = call.optionalInteger(2) else {
        return call.returns(try call.read(port, .good(barcode: call.string(1))))
      }
      return call.returns(try call.read(port, .row(row, name: call.string(1))))
    }
  }

  private static func ofDepartment(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "goods_of", summary: "The goods of a department, at most 100: for a screen of buttons.",
      parameters: [Parameter("department", .string, summary: "As the goods file has it.")],
      returns: [Returned("goods", "receipt.Good[]", summary: "In the order of the goods file.")]
    ) { (call) throws(ScriptError) in
      call.returns(try call.read(port, .department(name: call.string(1))))
    }
  }

  private static func search(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "search",
      summary:
        "Goods whose names hold all the words, at most 20; where there are none those typed in the "
        + "other keyboard layout, then those a slip of the finger away.",
      parameters: [
        Parameter("text", .string, summary: "Parts of words, in any case."),
        Parameter(
          "first", .integer, optional: true, summary: "The find to begin with; 1 unless told."),
      ],
      returns: [
        Returned("goods", "receipt.Good[]", summary: "In a stable order, numbers by their size."),
        Returned("count", "integer", summary: "How many there are, at most 1000."),
        Returned(
          "near", "boolean", summary: "Whether they are only near to what was typed: ask first."),
      ]
    ) { (call) throws(ScriptError) in
      let first = max(1, Int(clamping: call.optionalInteger(2) ?? 1))
      let found = try call.read(port, .search(text: call.string(1), first: first))
      // A till before it had pages recorded the list alone.
      let goods = found.list.map(Value.list) ?? found["goods"]
      return call.returns(
        goods, .int(found["count"].int ?? Int64(found.list?.count ?? 0)),
        .bool(found["near"].bool == true))
    }
  }
}
