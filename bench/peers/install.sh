#!/bin/sh
# Installs the peers into this folder with the Node.js of package.json, whatever the machine has.
set -eu
npm install --no-audit --no-fund --ignore-scripts
npm rebuild --foreground-scripts node
PATH=$PWD/node_modules/node/bin:$PATH
export PATH
node "$(readlink -f "$(command -v npm)")" rebuild --foreground-scripts isolated-vm
