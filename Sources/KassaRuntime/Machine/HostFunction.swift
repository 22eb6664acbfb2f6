/// One function that a script may call, declared once.
///
/// Argument checks, editor stubs and the reference all come from this declaration.
package struct HostFunction {
  package let name: String
  package let summary: String
  package let parameters: [Parameter]
  package let returns: [Returned]
  /// Whether it may answer `.wait`: the script then stands still until the machine is resumed.
  package let waits: Bool
  /// The API level that brought it.
  let since: Int
  /// Whether it is refused while a module loads: what is loaded is the same everywhere.
  fileprivate(set) var isInFunctionsOnly = false
  let body: (borrowing Call) throws(ScriptError) -> Reply

  package init(
    _ name: String, summary: String, parameters: [Parameter] = [], returns: [Returned] = [],
    waits: Bool = false, since: Int = 1,
    body: @escaping (borrowing Call) throws(ScriptError) -> Reply
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.returns = returns
    self.waits = waits
    self.since = since
    self.body = body
  }
}

/// One argument of a host function.
package struct Parameter: Sendable {
  package let name: String
  package let shape: Shape
  package let optional: Bool
  package let summary: String
  package let unit: String?

  package init(
    _ name: String, _ shape: Shape, optional: Bool = false, summary: String, unit: String? = nil
  ) {
    self.name = name
    self.shape = shape
    self.optional = optional
    self.summary = summary
    self.unit = unit
  }
}

/// One result of a host function, for its stub and reference.
package struct Returned: Sendable {
  package let name: String
  /// In the words of the stubs: "integer", "string?".
  package let type: String
  package let summary: String

  package init(_ name: String, _ type: String, summary: String) {
    self.name = name
    self.type = type
    self.summary = summary
  }
}

/// A table that functions return, or that a store's own functions are given.
package struct HostType: Sendable {
  /// As results name it: "receipt.Line".
  package let name: String
  package let summary: String
  package let fields: [Field]

  init(_ name: String, summary: String, fields: [Field]) {
    self.name = name
    self.summary = summary
    self.fields = fields
  }
}

/// Host functions under one global name.
package struct HostModule {
  package let name: String
  package let summary: String
  package let functions: [HostFunction]
  /// What its functions return.
  package let types: [HostType]

  package init(
    _ name: String, summary: String, types: [HostType] = [], functions: [HostFunction]
  ) {
    self.name = name
    self.summary = summary
    self.types = types
    self.functions = functions
  }
}

extension HostFunction {
  /// The same, refused while a module loads.
  var inFunctionsOnly: HostFunction {
    var function = self
    function.isInFunctionsOnly = true
    return function
  }
}

extension HostModule {
  /// The same functions, refused while a module loads.
  var inFunctionsOnly: HostModule {
    HostModule(
      name, summary: summary, types: types, functions: functions.map(\.inFunctionsOnly))
  }
}

/// What a host function tells the machine to do.
package enum Reply {
  /// Return: so many values were given to the call.
  case values(Int32)
  /// Stand still; the values of the machine's next `resume` become the results.
  case wait
}
