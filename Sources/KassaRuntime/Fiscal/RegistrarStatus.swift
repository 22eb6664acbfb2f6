/// What a registrar can do now, and who it is.
public struct RegistrarStatus: Codable, Hashable, Sendable {
  public var paper: PaperState
  public var coverIsOpen: Bool
  public var shift: ShiftState
  /// The registrar's own clock.
  public var clock: Moment
  /// Seconds east of UTC by which the registrar prints time.
  public var offsetSeconds: Int
  /// Tag 1018 as it was registered.
  public var inn: String
  /// Tag 1062 as it was registered.
  public var taxation: Set<TaxationSystem>
  public var format: FormatVersion
  /// Tag 1037.
  public var registrationNumber: String
  /// The serial number of the device.
  public var serial: String
  /// Tag 1041: the number of the fiscal memory.
  public var fn: String
  /// Tag 1040 of the last document, receipts and shift reports alike; 0 before the first.
  public var lastDocument: Int
  /// When the last document was issued, by the registrar's own clock; nil before the first.
  ///
  /// A registrar refuses every document while its clock stands before this, so no card is charged
  /// then.
  public var lastDocumentAt: Moment?
  /// Documents that the tax service has not received yet (tag 1097).
  public var unsentDocuments: Int

  public init(
    paper: PaperState, coverIsOpen: Bool, shift: ShiftState, clock: Moment, offsetSeconds: Int,
    inn: String, taxation: Set<TaxationSystem>, format: FormatVersion, registrationNumber: String,
    serial: String, fn: String, lastDocument: Int, lastDocumentAt: Moment?,
    unsentDocuments: Int
  ) {
    self.paper = paper
    self.coverIsOpen = coverIsOpen
    self.shift = shift
    self.clock = clock
    self.offsetSeconds = offsetSeconds
    self.inn = inn
    self.taxation = taxation
    self.format = format
    self.registrationNumber = registrationNumber
    self.serial = serial
    self.fn = fn
    self.lastDocument = lastDocument
    self.lastDocumentAt = lastDocumentAt
    self.unsentDocuments = unsentDocuments
  }
}

/// How much paper the registrar has: enough, soon too little, none.
public enum PaperState: String, Codable, Hashable, Sendable {
  case present, low, out
}

/// Where the registrar's shift stands.
public enum ShiftState: Codable, Hashable, Sendable {
  case closed
  /// `closesBy` is 24 hours after `openedAt`; from then on only closing is possible.
  case open(number: Int, openedAt: Moment, closesBy: Moment)
  case expired(number: Int, openedAt: Moment)

  /// How long a shift may last (54-FZ 4.3 p.2).
  public static let millisecondsMax: Int64 = 24 * 3600 * 1000
}

/// The version of fiscal data formats; the raw value is tag 1209 (P229).
public enum FormatVersion: Int, Codable, JSONCoded, CaseIterable, Hashable, Sendable {
  case ffd105 = 2
  case ffd11 = 3
  case ffd12 = 4

  /// As paper shows it: "1.2".
  package var title: String {
    switch self {
    case .ffd105: "1.05"
    case .ffd11: "1.1"
    case .ffd12: "1.2"
    }
  }
}
