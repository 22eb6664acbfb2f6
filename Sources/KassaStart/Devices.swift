import KassaDrivers
import KassaEmulators
package import KassaRuntime

/// The drivers that a till can be run with: whoever adds one enters it here.
///
/// Drivers of real devices are in `Sources/KassaDrivers`, a folder a kind of device; those made of
/// software in `Sources/KassaEmulators`.
package enum Devices {
  /// Makes the registrar of a store's till in its data folder.
  package typealias RegistrarMaker =
    @Sendable (_ store: StoreBundle, _ data: String, _ settings: Till.Settings) throws
    -> any Registrar

  /// Registrars by the name that `--registrar` takes.
  package static let registrars: [String: RegistrarMaker] = [
    emulated: { try EmulatedRegistrar(for: $0, data: $1, settings: $2) }
  ]

  /// The registrar of a till that is told none.
  package static let emulated = "emulated"

  /// Connected terminals by the protocol that their provider speaks.
  package enum TerminalProtocol {
    /// JSON lines over a Unix domain socket (docs/pinpad.md).
    case pinpad

    /// The driver of the terminal that was set up at `address`.
    package func terminal(at address: TerminalAddress) -> any TerminalDriver {
      switch self {
      case .pinpad: SocketTerminal(address)
      }
    }
  }

  /// Every name of a registrar, in the order of the alphabet: "atol, emulated".
  package static var registrarNames: String { registrars.keys.sorted().joined(separator: ", ") }

  /// The maker of the registrar that `--registrar` names.
  package static func registrar(named name: String) throws(Failure) -> RegistrarMaker {
    if let maker = registrars[name] { return maker }
    let hint = Spelling.hint(name, among: Array(registrars.keys))
    throw Failure(
      .usage, "--registrar: one of \(registrarNames) was expected, got «\(name)»\(hint)")
  }
}
