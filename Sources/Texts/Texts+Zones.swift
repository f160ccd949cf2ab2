/// The names of time zones as people choose them.
extension Texts {
    /// What holds for whoever has not chosen.
    public func asHouse(_ zone: String) -> String { isGerman ? "Wie dieses Haus (\(zone))" : "As this house (\(zone))" }

    /// The first part of a zone's name, in words: `Europa`. Parts that are not known stay as they are.
    public func region(_ name: String) -> String {
        switch (name, isGerman) {
        case ("Africa", true): "Afrika"
        case ("America", true): "Amerika"
        case ("Antarctica", true): "Antarktis"
        case ("Arctic", true): "Arktis"
        case ("Asia", true): "Asien"
        case ("Atlantic", true): "Atlantik"
        case ("Atlantic", false): "Atlantic Ocean"
        case ("Australia", true): "Australien"
        case ("Europe", true): "Europa"
        case ("Indian", true): "Indischer Ozean"
        case ("Indian", false): "Indian Ocean"
        case ("Pacific", true): "Pazifik"
        case ("Pacific", false): "Pacific Ocean"
        default: name
        }
    }
}
