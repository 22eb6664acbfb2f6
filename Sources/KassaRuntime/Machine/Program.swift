/// What machines run: the host's functions, where modules are found, and which are loaded first.
///
/// Its machines are made one after the other, or side by side where it keeps no image.
package final class Program {
  let declared: DeclaredModules
  let sources: any ModuleSource
  let prelude: String?
  /// In the order in which they are loaded; the first returns the function that a start calls.
  let modules: [String]
  /// What its machines start from once one has loaded; nil where each loads anew.
  let image: MachineImage?

  /// - Parameter keepsImage: whether what is loaded is the same for every machine, as it is where no
  ///   function of the host that may be called then gives another answer.
  package init(
    functions: [HostModule], sources: any ModuleSource, prelude: String?, modules: [String] = [],
    keepsImage: Bool = false
  ) {
    declared = DeclaredModules(functions)
    self.sources = sources
    self.prelude = prelude
    self.modules = modules
    image = keepsImage ? MachineImage() : nil
  }
}
