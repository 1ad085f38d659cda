#!/bin/sh
# Installs the peers into this folder with the Node.js of package.json, whatever the machine has. What has
# to be compiled for it finds its headers in its package.
set -eu
npm install --no-audit --no-fund --ignore-scripts
npm rebuild --foreground-scripts node
header=$(find "$PWD/node_modules/" -path '*/include/node/node_version.h' | head -n 1)
PATH=$PWD/node_modules/node/bin:$PATH
npm_config_nodedir=${header%/include/node/node_version.h}
export PATH npm_config_nodedir
node "$(readlink -f "$(command -v npm)")" rebuild --foreground-scripts isolated-vm
