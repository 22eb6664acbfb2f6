/// Lists from outside as types, recorded in the step like any read.
extension FlowPort {
  func listedTerminals() throws(ScriptError) -> [ListedTerminal] {
    (try read(.terminals).list ?? []).compactMap(ListedTerminal.init)
  }

  func listedPeople() throws(ScriptError) -> [ListedPerson] {
    (try read(.cashiers).list ?? []).compactMap(ListedPerson.init)
  }
}
