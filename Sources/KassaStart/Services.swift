import Foundation
import KassaDrivers
package import KassaRuntime

/// The shop's own services, as a till calls them.
package enum Services {
  /// Through `kassa-call`, which stands beside this program; it is started where a service is set up.
  package static func caller(data folder: String) -> any ServiceCaller {
    ServiceProcess(folder: folder, program: program)
  }

  private static var program: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("kassa-call").path
  }
}
