import KassaRuntime

/// The part of `day` that works on the open sale.
enum DaySaleSteps {
  static func functions(_ desk: DayDesk) -> [HostFunction] {
    [
      scan(desk), search(desk), add(desk), quantity(desk), discount(desk), remove(desk),
      contact(desk), pay(desk),
    ]
  }

  private static func action(
    _ desk: DayDesk, _ name: String, _ summary: String, _ parameters: [Parameter],
    _ action: @escaping (DayArguments, SaleView) throws(DayMismatch) -> SaleAction
  ) -> HostFunction {
    desk.answer(name, summary, parameters) { (arguments, view) throws(DayMismatch) in
      .action(try action(arguments, try view.atSale()))
    }
  }

  private static let line = Parameter(
    "line", .integer, summary: "The line's place on the receipt, from 1.")

  private static func scan(_ desk: DayDesk) -> HostFunction {
    let parameters = [
      Parameter("barcode", .string, summary: "What the scanner reads."),
      Parameter("quantity", .string, optional: true, summary: "\"2\" or \"0.350\"; 1 without."),
    ]
    return action(desk, "scan", "Scans a barcode.", parameters) {
      (arguments, _) throws(DayMismatch) in
      .add(
        barcode: arguments.text(1),
        quantity: arguments[2].string == nil ? nil : try quantity(arguments.text(2)))
    }
  }

  private static func search(_ desk: DayDesk) -> HostFunction {
    let parameters = [Parameter("text", .string, summary: "Part of a name.")]
    return action(desk, "search", "Looks for a good by its name.", parameters) { arguments, _ in
      .search(arguments.text(1))
    }
  }

  private static func add(_ desk: DayDesk) -> HostFunction {
    let fields = [
      Field("name", .string, summary: "What it is."),
      Field("price", .money, summary: "Its price.", unit: "kopecks"),
    ]
    return action(
      desk, "add", "Adds something at a free price.",
      [Parameter("good", .record(fields), summary: "What is sold.")]
    ) { (arguments, _) throws(DayMismatch) in
      .free(name: arguments[1]["name"].string ?? "", price: try dayMoney(arguments[1]["price"]))
    }
  }

  private static func quantity(_ desk: DayDesk) -> HostFunction {
    let parameters = [line, Parameter("quantity", .string, summary: "\"2\" or \"0.350\".")]
    return action(desk, "quantity", "Sets a line's quantity.", parameters) {
      (arguments, sale) throws(DayMismatch) in
      .quantity(line: try sale.line(arguments[1]), try quantity(arguments.text(2)))
    }
  }

  private static func discount(_ desk: DayDesk) -> HostFunction {
    let parameters = [line, Parameter("amount", .money, summary: "Off the line.", unit: "kopecks")]
    return action(desk, "discount", "Takes an amount off a line.", parameters) {
      (arguments, sale) throws(DayMismatch) in
      .discount(line: try sale.line(arguments[1]), try dayMoney(arguments[2]))
    }
  }

  private static func remove(_ desk: DayDesk) -> HostFunction {
    action(desk, "remove", "Takes a line off the receipt.", [line]) {
      (arguments, sale) throws(DayMismatch) in .remove(line: try sale.line(arguments[1]))
    }
  }

  private static func contact(_ desk: DayDesk) -> HostFunction {
    let parameters = [Parameter("contact", .string, summary: "\"+79991234567\" or \"a@b.ru\".")]
    return action(desk, "contact", "Sets where the electronic receipt goes.", parameters) {
      arguments, _ in .contact(arguments.text(1))
    }
  }

  private static func pay(_ desk: DayDesk) -> HostFunction {
    let tenders = Shape.oneOf(["card", "cash", "split"])
    return desk.answer(
      "pay", "Begins the payment.", [Parameter("tender", tenders, summary: "How it is paid.")]
    ) { (arguments, view) throws(DayMismatch) in
      _ = try view.atSale()
      return .button("pay." + arguments.text(1))
    }
  }

  private static func quantity(_ text: String) throws(DayMismatch) -> Quantity {
    do { return try Quantity(parsing: text) } catch {
      throw DayMismatch("«\(text)»: \(error.text(.en, of: .quantity))")
    }
  }
}

extension SaleView {
  /// The id of the line at a place on the receipt.
  fileprivate func line(_ place: Value) throws(DayMismatch) -> Int {
    let place = Int(clamping: place.int ?? 0)
    guard lines.indices.contains(place - 1) else {
      throw DayMismatch(expected: "a line \(place)", came: "\(lines.count) lines")
    }
    return lines[place - 1].id
  }
}
