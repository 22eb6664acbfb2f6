/// A front end: it is handed prompts and gives answers.
///
/// The till asks one prompt at a time and records an answer before anything comes of it. A front
/// end may vanish at any moment; the next one is asked the same prompt.
public protocol Cashier: Sendable {
  /// Who answers through this front end, a person where it says nothing; the journal keeps it.
  var source: AnswerSource { get }

  /// Shows `prompt` and waits for what the person says.
  ///
  /// The till checks the answer; one that does not count comes back through `refuse` and the same
  /// prompt is asked again.
  /// - Throws: `CashierGone` when no answer will come. The till stops; everything stays resumable.
  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer

  /// Shows `prompt` and waits for what comes: an answer, or a scan.
  ///
  /// The till calls this one. A front end without a scanner leaves it to `answer`; one that has a
  /// scanner hands out each scan here, whatever the prompt, and goes on showing the same prompt
  /// when it is asked again.
  func input(at prompt: Prompt) async throws(CashierGone) -> Input

  /// Waits for a scan while a device works and no prompt is open.
  ///
  /// Returns nil where no scan will come, and at once when the task is cancelled: the device is done
  /// then, and the till goes on once this has returned.
  func scan() async -> Scan?

  /// Shows `prompt` while the till waits for one of the shop's own services, and waits for what comes:
  /// the answer that ends the wait, or a scan.
  ///
  /// Returns nil where neither will come, and at once when the task is cancelled: there is an answer
  /// then, and the prompt is over. A front end that leaves it out hears scans and ends no wait.
  func input(whileWaiting prompt: Prompt) async -> Input?

  /// Tells what the till waits for, until something else is asked or shown: most devices answer before anybody
  /// could read it, so a front end may hold it back for a moment. One that leaves it out shows nothing.
  func waiting(for wait: TillWait) async

  /// Tells the person why the last answer did not count.
  func refuse(_ error: AnswerError, of prompt: Prompt) async

  /// Shows paper that the registrar has issued, or a notice. Already committed; may repeat after
  /// a restart.
  ///
  /// - Throws: `CashierGone` when nobody can have seen it: paper is shown again then.
  func show(_ notice: Notice) async throws(CashierGone)

  /// Returns once nobody is there any more, while a terminal is at work: the till then ends at once
  /// instead of waiting for it.
  func leaving() async
}

extension Cashier {
  /// Never: whether somebody is there shows at the next prompt.
  public func leaving() async {
    while (try? await Task.sleep(for: .seconds(3600))) != nil {}
  }

  public var source: AnswerSource { .hand }

  public func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    .answer(try await answer(prompt))
  }

  public func scan() async -> Scan? { nil }

  public func waiting(for wait: TillWait) async {}

  public func input(whileWaiting prompt: Prompt) async -> Input? { await scan().map(Input.scan) }
}

/// No answer will come: the front end was closed, or its input ended.
public struct CashierGone: Error, Hashable, Sendable {
  public init() {}
}

/// Something a front end shows without waiting.
public enum Notice: Codable, Hashable, Sendable {
  case paper(Paper)
  /// A line about the till itself: a script failed, the flow fell back.
  case warning(String)
  /// A scan did not count, and why, in one line: to be heard, and to stay until the next answer.
  case scanRefused(String)
  /// So many scans wait for a receipt: the last one came while nothing could take it.
  case scansWaiting(Int)
}

/// What came out of the registrar's printer.
public struct Paper: Codable, JSONCoded, Hashable, Sendable {
  /// Which document it is; a copy is none of its own.
  public enum Kind: String, Codable, JSONCoded, Sendable {
    case receipt, shiftOpening, shiftClosing, copy, shiftInterim
  }

  public let kind: Kind
  /// The fiscal document's number (tag 1040).
  public let number: Int
  /// As printed, at most `columns` characters each.
  public let lines: [String]
  /// How wide the paper is, in characters.
  public let columns: Int
  /// The text of the receipt's QR code; none on a report.
  public let qr: String?

  package init(kind: Kind, number: Int, lines: [String], columns: Int, qr: String?) {
    self.kind = kind
    self.number = number
    self.lines = lines
    self.columns = columns
    self.qr = qr
  }
}
