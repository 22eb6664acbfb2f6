/// What a machine may spend.
///
/// Instructions and the processor's time are for one step, from a start or an answer to the next wait;
/// memory is the state's total. A limit of `Int.max` milliseconds is no clock at all, as a replay needs it.
package struct MachineLimits: Sendable {
  var instructionsMax: Int
  var millisecondsMax: Int
  var memoryBytesMax: Int

  package init(
    instructionsMax: Int = 50_000_000, millisecondsMax: Int = 1_000, memoryBytesMax: Int = 64 << 20
  ) {
    self.instructionsMax = instructionsMax
    self.millisecondsMax = millisecondsMax
    self.memoryBytesMax = memoryBytesMax
  }
}

/// Which limit stopped a script.
///
/// A script can't catch it, and its machine never runs again.
package enum Kill: String, Codable, Sendable {
  case instructions
  case time
  case memory
  case stack
}

extension Kill: WordedError {
  package var words: ErrorWords { words(within: nil) }

  /// The same with the limit's number, at the place where the script stood: "cafe/store.lua:12".
  package func error(within limits: MachineLimits, at place: String?) -> ScriptError {
    let words = words(within: limits)
    let error = ScriptError(words.message, remedy: words.remedy)
    return place.map(error.placed) ?? error
  }

  private func words(within limits: MachineLimits?) -> ErrorWords {
    let endless = "look for a loop that never ends"
    let growing = "look for a table or a text that keeps growing, or a function that calls itself"
    return switch self {
    case .instructions:
      if let limits {
        .init(
          "the script ran more than \(limits.instructionsMax) instructions in one step", endless)
      } else {
        .init("the script ran more instructions in one step than it may", endless)
      }
    case .time:
      if let limits {
        .init("the script took more than \(limits.millisecondsMax) ms over one step", endless)
      } else {
        .init("the script took longer over one step than it may", endless)
      }
    case .memory:
      if let limits {
        .init("the script holds more than \(limits.memoryBytesMax >> 10) KiB", growing)
      } else {
        .init("the script holds more memory than it may", growing)
      }
    case .stack:
      .init(
        "the script's calls nest too deeply, or pass or list too many values at once",
        "look for a function that calls itself")
    }
  }
}

/// How a run of the machine ended.
package enum Resumption {
  case finished([Value])
  /// A host function waits for its answer.
  case waiting
  case failed(ScriptError)
  /// A limit was passed, at this file and line if known.
  case killed(Kill, at: String?)
}
