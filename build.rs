//! The datasets are built into the program; cargo has to know that it depends on them.

fn main() {
    println!("cargo::rerun-if-changed=datasets");
    println!("cargo::rerun-if-changed=build.rs");
}
