/// What scripts have spent since a person's last input: an answer, or a scan that counts.
///
/// It is kept with every flow that starts, so that neither a new flow nor a device's reply renews any of
/// it. The stock flow that stands in for a script spends a reserve of its own.
struct Spending: Codable, Hashable, Sendable {
  /// One purse.
  struct Account: Codable, Hashable, Sendable {
    var instructions = 0
    /// Of the processor's time.
    var microseconds = 0
    /// About what it takes in the journal: reads, changes, receipts that flows begin with.
    var bytes = 0
    /// Fiscal documents and copies that came out, or may have.
    var documents = 0
    var parked = 0
    /// Calls of devices, the question whether the registrar is ready among them.
    var calls = 0
    /// Those that came to their end.
    var flows = 0
    /// How long a person was made to wait for the shop's own services.
    var serviceMilliseconds = 0
  }

  var script = Account()
  /// Nil where the stock flow has not stood in.
  private var standIn: Account?

  subscript(level: FlowLevel) -> Account {
    get { level == .store ? script : standIn ?? Account() }
    set { if level == .store { script = newValue } else { standIn = newValue } }
  }
}

extension Spending.Account {
  /// What is recorded: all but the time, which no two runs share.
  private static var recorded: [WritableKeyPath<Self, Int>] {
    [\.instructions, \.bytes, \.documents, \.parked, \.calls, \.flows, \.serviceMilliseconds]
  }

  private var numbers: [Int] { Self.recorded.map { self[keyPath: $0] } }

  static func == (left: Self, right: Self) -> Bool { left.numbers == right.numbers }
  func hash(into hasher: inout Hasher) { hasher.combine(numbers) }

  /// A list of numbers in the order above: it stands in every flow's start.
  private init(_ numbers: [Int]) {
    self.init()
    for (purse, number) in zip(Self.recorded, numbers) { self[keyPath: purse] = number }
  }

  init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode([Int].self))
  }

  /// The waiting stands there where there was some.
  private var written: [Int] { serviceMilliseconds == 0 ? numbers.dropLast() : numbers }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(written)
  }
}

/// What may be spent between two inputs of a person.
struct Budget: Sendable {
  var instructions: Int
  var microseconds: Int
  var bytes = 4 << 20
  /// One answer needs three: a shift that ends is closed, another opened, the receipt printed.
  var documents = 3
  var parked = 2
  /// A sale calls some five: ready, shift closed and opened, a connected terminal, the print.
  var calls = 50
  var flows = 6
  var serviceMilliseconds = 5_000

  static func of(_ level: FlowLevel) -> Budget { level == .store ? script : reserve }

  private static let script = Budget(instructions: 50_000_000, microseconds: 1_000_000)
  /// No store can touch it.
  private static let reserve = Budget(
    instructions: 10_000_000, microseconds: 300_000, serviceMilliseconds: 0)

  /// What an account has overspent, in the words of a fault; nil where it has nothing.
  func objection(to spent: Spending.Account) -> String? {
    if spent.parked > parked {
      "the script set more than \(parked) receipts aside and asked nobody; "
        + "ask the cashier before the next one"
    } else if spent.calls > calls {
      "the script called devices \(calls) times in a row and asked nobody; "
        + "ask the cashier before trying again"
    } else if spent.flows > flows {
      "the script ended \(flows) flows in a row and asked nobody; ask the cashier before the next end"
    } else {
      nil
    }
  }

  /// Why no document may be printed now; nil where one may.
  func objectionToDocument(after spent: Spending.Account) -> String? {
    guard spent.documents >= documents else { return nil }
    return "the script had \(documents) documents printed and asked nobody; "
      + "ask the cashier before the next one"
  }

  /// Whether nothing more of it may run before a person says something.
  func isOver(_ spent: Spending.Account) -> Bool {
    objection(to: spent) != nil || spent.instructions >= instructions
      || spent.microseconds >= microseconds || spent.bytes >= bytes
  }
}

extension Spending.Account: JSONCoded {
  func write(to json: inout JSONWriter) { json.list(written) }
  init(json: JSONNode) throws { self.init(try json.list()) }
}

extension Spending: JSONCoded {
  func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("script", script)
      json.field("standIn", standIn)
    }
  }

  init(json: JSONNode) throws {
    var fields = try json.fields()
    script = try fields.take("script")
    standIn = try fields.find("standIn")
  }
}
