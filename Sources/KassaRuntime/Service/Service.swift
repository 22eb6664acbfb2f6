/// One of the shop's own services, as a store names it.
struct Service: JSONCoded, Hashable, Sendable {
  let id: String
  /// What the cashier calls it.
  let title: Wording
  /// Whether what changes something may be sent again under its key: the service knows a key again.
  var repeats: Bool?
}

extension ServiceCall {
  package static let nameBytesMax = 64

  /// Whether `text` may name a service, or what it is asked to do: it becomes a part of an address.
  package static func isName(_ text: String) -> Bool {
    (1...nameBytesMax).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
          || $0 == "_" || $0 == "-"
      }
  }
}

/// A call as a script asks for it.
struct ServiceRequest: Hashable, Sendable {
  let service: Service
  let what: String
  let body: Value
  /// Whether it changes something there: a question changes nothing.
  let changes: Bool
}

/// A call that is about to be made: committed before anything is sent.
package struct ServiceIntent: JSONCoded, Hashable, Sendable {
  package let service: String
  package let what: String
  package let body: Value
  /// Counts the calls of this till.
  let number: Int
  /// Receipt, number and time.
  ///
  /// The time is there because a restored copy counts the same numbers again.
  let key: String
  /// How long it may take.
  let milliseconds: Int
  var changes: Bool?
  /// Whether it may be sent again: a question may, and what its service knows again by its key.
  var repeats: Bool?

  init(_ request: ServiceRequest, number: Int, receipt: String, at: Moment, milliseconds: Int) {
    service = request.service.id
    what = request.what
    body = request.body
    self.number = number
    key = "\(receipt)/\(number)/\(at.milliseconds)"
    self.milliseconds = milliseconds
    changes = request.changes ? true : nil
    repeats = !request.changes || request.service.repeats == true ? true : nil
  }
}

/// A call that changes something and of which nobody knows what became: no matter, it holds nothing.
package struct UnknownCall: JSONCoded, Hashable, Sendable {
  let key: String
  let service: String
  let what: String
  let at: Moment

  init(_ intent: ServiceIntent, at: Moment) {
    (key, service, what) = (intent.key, intent.service, intent.what)
    self.at = at
  }
}

/// What the till keeps of calls, beyond a receipt.
struct ServiceMemory: Codable, Hashable, Sendable {
  /// The number of the last call.
  var last = 0
  /// The first calls that nobody knows of, in order.
  private(set) var unknown: [UnknownCall] = []
  /// How many more there are of each service: every flow's start carries this.
  private(set) var more: [String: Int]?

  private static let listedMax = 50

  mutating func add(_ call: UnknownCall) {
    guard unknown.count >= Self.listedMax else { return unknown.append(call) }
    more = (more ?? [:]).merging([call.service: 1], uniquingKeysWith: +)
  }

  /// Takes one off the list, or all of a service.
  mutating func settle(_ service: String, _ key: String?) {
    unknown.removeAll { $0.service == service && (key == nil || $0.key == key) }
    guard key == nil, var left = more else { return }
    left[service] = nil
    more = left.isEmpty ? nil : left
  }

  /// How many nobody knows of, by service.
  var counts: [String: Int] {
    unknown.reduce(into: more ?? [:]) { $0[$1.service, default: 0] += 1 }
  }
}

extension ServiceMemory: JSONCoded {
  func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("last", last)
      json.field("more", more)
      json.field("unknown", unknown)
    }
  }

  init(json: JSONNode) throws {
    var fields = try json.fields()
    last = try fields.take("last")
    more = try fields.find("more")
    unknown = try fields.take("unknown")
  }
}
